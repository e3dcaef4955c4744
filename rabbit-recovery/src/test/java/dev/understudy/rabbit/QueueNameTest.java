// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** What consent names must be one queue, and what is printed must not be obeyed by a terminal. */
class QueueNameTest {
    @Test
    void noTwoQueuesAreCalledTheSame() {
        assertEquals("/:orders:eu", new QueueName("/", "orders:eu").toString());
        assertNotEquals(new QueueName("a:b", "c").toString(), new QueueName("a", "b:c").toString());
        assertNotEquals(new QueueName("a%3Ab", "c").toString(), new QueueName("a:b", "c").toString());
        assertNotEquals(new QueueName("/", "q%0A").toString(), new QueueName("/", "q\n").toString());
    }

    @Test
    void whatATerminalWouldObeyIsWrittenOut() {
        assertEquals("/:gr\u00fc\u00dfe it's", new QueueName("/", "gr\u00fc\u00dfe it's").toString());
        assertEquals("/:a%1B[31m%0A%9B", new QueueName("/", "a\u001b[31m\n\u009b").toString());
        assertEquals("/:a%u202Eb%u2028", new QueueName("/", "a\u202eb\u2028").toString());
    }
}
