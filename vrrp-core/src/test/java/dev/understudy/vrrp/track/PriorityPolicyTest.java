// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights and faults: keepalived's arithmetic. */
class PriorityPolicyTest {
    private static Tracked tracked(Health health, int weight, boolean reverse) {
        return new Tracked(new Tracker("t", 1, 1, health), weight, reverse);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, 20, false, 120",
        "DOWN, 20, false, 100",
        "UNKNOWN, 20, false, 100",
        "UP, -20, false, 100",
        "DOWN, -20, false, 80",
        "UNKNOWN, -20, false, 100",
        "UP, 20, true, 100",
        "DOWN, 20, true, 120",
        "UP, -20, true, 80",
        "DOWN, -20, true, 100",
        "UNKNOWN, -20, true, 100",
        "DOWN, 0, false, 100",
        "UP, 253, false, 254",
        "DOWN, -253, false, 1",
    })
    void weightCounts(Health health, int weight, boolean reverse, int expected) {
        assertThat(PriorityPolicy.priority(100, List.of(tracked(health, weight, reverse)), 0))
                .isEqualTo(expected);
    }

    @Test
    void sumIsClampedNotTheSteps() {
        List<Tracked> both = List.of(tracked(Health.UP, 250, false), tracked(Health.DOWN, -250, false));
        assertThat(PriorityPolicy.priority(100, both, 0)).isEqualTo(100);
    }

    @Test
    void ownersPriorityNeverChanges() {
        assertThat(PriorityPolicy.priority(255, List.of(tracked(Health.DOWN, -20, false)), 0))
                .isEqualTo(255);
        assertThat(PriorityPolicy.priority(254, List.of(tracked(Health.UP, 20, false)), 0))
                .isEqualTo(254);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, 0, false, false",
        "DOWN, 0, false, true",
        "UNKNOWN, 0, false, true",
        "UP, 0, true, true",
        "DOWN, 0, true, false",
        "UNKNOWN, 0, true, true",
        "DOWN, -20, false, false",
        "UNKNOWN, 20, false, false",
    })
    void onlyWithoutWeightItStandsInTheWay(Health health, int weight, boolean reverse, boolean obstacle) {
        Tracked tracked = tracked(health, weight, reverse);
        assertThat(PriorityPolicy.obstacle(List.of(tracked(Health.UP, 0, false), tracked), 0))
                .isEqualTo(obstacle ? tracked : null);
    }

    @Test
    void weightIsBounded() {
        assertThatThrownBy(() -> tracked(Health.UP, 254, false)).hasMessageContaining("weight 254");
        assertThatThrownBy(() -> tracked(Health.UP, -254, false)).hasMessageContaining("weight -254");
    }
}
