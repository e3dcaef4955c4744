// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/**
 * Makes a plan of what was seen (rabbit-recovery 2). Pure: no clock, no I/O, no chance; the same snapshot and policy give the same plan.
 * Thread-safe.
 */
public final class RecoveryPlanner {
    private RecoveryPlanner() {}

    /**
     * The ways to bring the cluster back, or why there is none.
     *
     * @param snapshot what is known of the cluster; what is not known is planned for cautiously
     * @param policy what the operator wants where there is a choice
     * @return refusals, or at least one course; the first one is recommended
     */
    public static RecoveryPlan plan(ClusterSnapshot snapshot, RecoveryPolicy policy) {
        View view = new View(snapshot);
        Draft draft = new Draft();
        Beliefs.state(view, draft);
        new Obstacles(view, policy, draft).look();
        if (!draft.refused()) {
            if (view.khepri()) {
                new KhepriPlans(view, policy, draft).plan();
            } else {
                new MnesiaPlans(view, policy, draft).plan();
            }
        }
        return draft.plan();
    }
}
