// SPDX-License-Identifier: Apache-2.0
/** Planning and running the recovery of a stopped RabbitMQ cluster. */
module dev.understudy.rabbit {
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jdk8;

    exports dev.understudy.rabbit;
    exports dev.understudy.rabbit.execute;
    exports dev.understudy.rabbit.host;
    exports dev.understudy.rabbit.json;
    exports dev.understudy.rabbit.observe;

    opens dev.understudy.rabbit to
            com.fasterxml.jackson.databind;
}
