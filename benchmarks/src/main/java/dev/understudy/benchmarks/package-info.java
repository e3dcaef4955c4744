/** JMH benchmarks of the protocol and the runtime. */
package dev.understudy.benchmarks;
