/** Planning and running the recovery of a stopped RabbitMQ cluster. */
module dev.understudy.rabbit {
    exports dev.understudy.rabbit;
    exports dev.understudy.rabbit.host;
}
