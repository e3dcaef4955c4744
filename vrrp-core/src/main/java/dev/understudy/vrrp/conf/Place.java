// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.conf;

/** Where a character stands: the file as it was named, line and column from 1. */
record Place(String file, int line, int column) {
    Place plus(int columns) {
        return new Place(file, line, column + columns);
    }

    @Override
    public String toString() {
        return file + ':' + line + ':' + column;
    }
}
