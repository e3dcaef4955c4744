// SPDX-License-Identifier: Apache-2.0
package dev.understudy.examples.rabbit;

import dev.understudy.rabbit.ClusterSnapshot;
import dev.understudy.rabbit.json.JsonFormatException;
import dev.understudy.rabbit.json.RabbitJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * One of the tutorial's cases, in words. What the disks say and which plan it makes is not told here: it comes from the bundled snapshot.
 *
 * @param number from 1
 * @param title which case
 * @param happened what happened
 * @param tempting the wrong way that suggests itself, and what becomes of it
 */
record DemoCase(int number, String title, String happened, String tempting) {
    ClusterSnapshot snapshot() {
        String resource = "case" + number + ".json";
        try (InputStream in = DemoCase.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("not in the jar: " + resource);
            }
            return RabbitJson.readSnapshot(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException | JsonFormatException e) {
            throw new IllegalStateException("in the jar: " + resource, e);
        }
    }
}
