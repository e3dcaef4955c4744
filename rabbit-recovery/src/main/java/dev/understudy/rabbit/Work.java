// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** What the writers of one course share. */
record Work(View view, RecoveryPolicy policy, Limits limits, StepList steps) {
    static Work begin(View view, RecoveryPolicy policy) {
        return new Work(view, policy, new Limits(view, policy), new StepList());
    }

    Commands on(NodeName node) {
        return new Commands(view.node(node));
    }

    Course course(String id, String title) {
        return new Course(id, title, steps.steps());
    }
}
