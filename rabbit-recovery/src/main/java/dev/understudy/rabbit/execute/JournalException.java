// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

import java.io.IOException;

/** The journal cannot be used: it is corrupt, taken by another executor, there already, or cannot be written. The message names the file. */
public final class JournalException extends IOException {
    private static final long serialVersionUID = 1L;

    JournalException(String message) {
        super(message);
    }

    JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
