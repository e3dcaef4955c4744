// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.json;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.Course;
import dev.understudy.rabbit.DiskEvidence;
import dev.understudy.rabbit.RecoveryPlan;

/**
 * Snapshots, plans, courses and evidence as JSON, and back. What is written is indented and the same for the same facts; its first property
 * is {@code "schema"}, which names the form ({@code docs/rabbit-snapshot.md}). Reading is strict: unknown or repeated properties, other types
 * and words than the form has, or text after the end are refused, as are texts over 16 million characters or nested deeper than 32.
 * Thread-safe.
 */
public final class RabbitJson {
    private static final Document<ClusterSnapshot> SNAPSHOT =
            new Document<>("understudy-snapshot/1", ClusterSnapshot.class);
    private static final Document<RecoveryPlan> PLAN = new Document<>("understudy-plan/1", RecoveryPlan.class);
    private static final Document<Course> COURSE = new Document<>("understudy-course/1", Course.class);
    private static final Document<DiskEvidence> DISK = new Document<>("understudy-disk/1", DiskEvidence.class);

    private RabbitJson() {}

    /** The snapshot as a text that ends with a newline. */
    public static String write(ClusterSnapshot snapshot) {
        return SNAPSHOT.write(snapshot);
    }

    /** The plan as a text that ends with a newline. */
    public static String write(RecoveryPlan plan) {
        return PLAN.write(plan);
    }

    /** The course as a text that ends with a newline. */
    public static String write(Course course) {
        return COURSE.write(course);
    }

    /** The evidence as a text that ends with a newline. */
    public static String write(DiskEvidence evidence) {
        return DISK.write(evidence);
    }

    /**
     * Reads a snapshot, written by {@link #write(ClusterSnapshot)} or by hand.
     *
     * @param source names the text in errors, such as a file
     * @throws JsonFormatException if the text is not a snapshot
     */
    public static ClusterSnapshot readSnapshot(String text, String source) throws JsonFormatException {
        return SNAPSHOT.read(text, source);
    }

    /**
     * Reads a plan.
     *
     * @param source names the text in errors, such as a file
     * @throws JsonFormatException if the text is not a plan
     */
    public static RecoveryPlan readPlan(String text, String source) throws JsonFormatException {
        return PLAN.read(text, source);
    }

    /**
     * Reads a course.
     *
     * @param source names the text in errors, such as a file
     * @throws JsonFormatException if the text is not a course
     */
    public static Course readCourse(String text, String source) throws JsonFormatException {
        return COURSE.read(text, source);
    }

    /**
     * Reads the evidence of a data directory.
     *
     * @param source names the text in errors, such as a file
     * @throws JsonFormatException if the text is no such evidence
     */
    public static DiskEvidence readDisk(String text, String source) throws JsonFormatException {
        return DISK.read(text, source);
    }
}
