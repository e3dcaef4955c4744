// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit;

/** Where a node keeps the definitions: who may boot alone depends on it. */
public enum MetadataStore {
    /** The node that stopped last knows best. */
    MNESIA,
    /** A majority knows; from 3.13 on, by the feature flag {@code khepri_db}. */
    KHEPRI
}
