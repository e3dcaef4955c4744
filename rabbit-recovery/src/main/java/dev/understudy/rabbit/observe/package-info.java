// SPDX-License-Identifier: Apache-2.0
/** Looking at nodes: at live ones through the RabbitMQ tools, at stopped ones through their files. */
package dev.understudy.rabbit.observe;
