/** Pure planning: from what was seen of a stopped cluster to the steps that bring it back. */
package dev.understudy.rabbit;
