/**
 * Health to priority: what checks and the application report, counted, weighted and handed to the engine. Pure; time is an argument.
 */
package dev.understudy.vrrp.track;
