/**
 * What a stopped RabbitMQ node leaves on disk, read without Erlang: text terms, the external term format, {@code disk_log}
 * and {@code dets} files, and on them Mnesia's logs, tables and schema. Yields plain terms and rows, judges nothing and
 * writes nothing. Not exported.
 */
package dev.understudy.rabbit.observe.term;
