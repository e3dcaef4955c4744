/** Hosts as network namespaces on a bridge, made and removed by the test that uses them. */
package dev.understudy.lab;
