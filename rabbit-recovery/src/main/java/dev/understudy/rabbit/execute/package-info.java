/** Running a course of recovery on real hosts: consent, journal, probes. It believes conditions, never exit codes. */
package dev.understudy.rabbit.execute;
