/**
 * Real RabbitMQ clusters for tests: brokers of Debian's packages on the hosts of {@code dev.understudy.lab}, with the directories they leave
 * behind as fixtures. Nothing of it is seen on the machine's own network, and nothing stays when the {@link dev.understudy.rabbit.lab.RabbitLab}
 * is closed. Sections in comments are those of rabbit-recovery.md.
 */
package dev.understudy.rabbit.lab;
