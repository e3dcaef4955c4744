// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.execute;

/** The kinds of lines of a journal. */
enum JournalEvent {
    /** The first line: the course and what was consented to. */
    COURSE,
    /** An executor took the journal up, named by its pid. */
    OPENED,
    /** The operator said yes to a question. */
    CONFIRMED,
    /** A step is about to be looked at and done. */
    BEGUN,
    /** A command of the step is about to be run. */
    COMMAND,
    /** That command ended. */
    ANSWERED,
    /** The step is done, by its conditions. */
    ENDED,
    /** The step failed; it can be taken up again. */
    FAILED,
    /** The course is done. */
    DONE
}
