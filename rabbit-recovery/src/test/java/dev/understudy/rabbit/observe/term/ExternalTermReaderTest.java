// SPDX-License-Identifier: Apache-2.0
package dev.understudy.rabbit.observe.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalTermReaderTest {

    /** Bytes of {@code term_to_binary} and text of {@code io_lib:format("~tp")}, both of Erlang 25. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "8361ff ~ 255",
                "836200000100 ~ 256",
                "8362ffffffff ~ -1",
                "836e040000000080 ~ 2147483648",
                "836e040101000080 ~ -2147483649",
                "836e0900000000000000000001 ~ 18446744073709551616",
                "836f0000000900000000000000000001 ~ 18446744073709551616",
                "836e0d0100000000000000000000000010 ~ -1267650600228229401496703205376",
                "8346400c000000000000 ~ 3.5",
                "83640003666f6f ~ foo",
                "83640009e974e9203031323334 ~ 'été 01234'",
                "837705c3a974c3a9 ~ 'été'",
                "83760003666f6f ~ foo",
                "837303666f6f ~ foo",
                "836d00000003616263 ~ <<\"abc\">>",
                "836d00000003010203 ~ <<1,2,3>>",
                "834d0000000103a0 ~ <<5:3>>",
                "834d000000020301a0 ~ <<1,5:3>>",
                "836b0003616263 ~ \"abc\"",
                "836a ~ []",
                "836c0000000264000161640001626a ~ [a,b]",
                "836c000000016400016164000162 ~ [a|b]",
                "836c0000000361016102620000012c6a ~ [1,2,300]",
                "836800 ~ {}",
                "8368036400016161016b000178 ~ {a,1,\"x\"}",
                "8369000000036400016161016d ~ !the term ends early: 4 bytes wanted, 0 left at byte 13 of the term",
                "8374000000026400016161016d000000016b6c00000001640001786a ~ #{a => 1,<<\"k\">> => [x]}",
                "83716400056c697374736400036d61706102 ~ fun lists:map/2",
                "835864000d6e6f6e6f6465406e6f686f7374000000090000000000000000 ~ <nonode@nohost.9.0>",
                "836764000d6e6f6e6f6465406e6f686f7374000000090000000000 ~ <nonode@nohost.9.0>",
                "835964000161000000050000000a ~ #Port<a.5>",
                "836802640003666f6f63322e3530303030303030303030303030303030303030652b30300000000000 ~ {foo,2.5}",
            })
    void readsWhatErlangWrites(String hex, String printed) throws ExternalTermException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        if (printed.startsWith("!")) {
            refuses(hex, printed.substring(1));
        } else {
            assertThat(ExternalTermReader.read(bytes)).hasToString(printed);
        }
    }

    @Test
    void readsCompressedTerms() throws ExternalTermException {
        byte[] bytes = HexFormat.of()
                .parseHex(
                        "83500000089e789ccb6160603891c2c09198949c929a969e31ca1c658e324799a3cc51e628739439a0cc2c00953eca3d");
        assertThat(ExternalTermReader.read(bytes).asList().orElseThrow())
                .hasSize(200)
                .containsOnly(new Term.Atom("abcdefgh"));
        byte[] cut = Arrays.copyOf(bytes, 30);
        assertThatExceptionOfType(ExternalTermException.class)
                .isThrownBy(() -> ExternalTermReader.read(cut))
                .withMessageContaining("compressed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "'' ~ the term ends early",
                "82 ~ version 130",
                "8361 ~ the term ends early",
                "836101ff ~ 1 bytes too many",
                "83ff ~ the unknown tag 255",
                "836dffffffff00 ~ 4294967295 bytes wanted",
                "836cffffffff6a ~ 4294967295 elements in 1 bytes",
                "8369ffffffff6a ~ 4294967295 elements",
                "8374ffffffff6a ~ a map of 4294967295 pairs",
                "836fffffffff00 ~ an integer of 4294967295 bytes",
                "8350ffffffff00 ~ a compressed term of 4294967295 bytes",
                "835003ffffff789c0300 ~ a compressed term of 67108863 bytes in 4",
                "8370000000020000 ~ a fun of 2 bytes",
                "8374000000026101610161016101 ~ the same key twice",
                "834d0000000109a0 ~ a bit string",
            })
    void refuses(String hex, String message) {
        assertThatExceptionOfType(ExternalTermException.class)
                .isThrownBy(() -> ExternalTermReader.read(HexFormat.of().parseHex(hex)))
                .withMessageContaining(message);
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowing() {
        byte[] bytes = new byte[1_000_001];
        bytes[0] = (byte) 131;
        for (int i = 1; i + 1 < bytes.length; i += 2) { // {{{{...
            bytes[i] = 104;
            bytes[i + 1] = 1;
        }
        assertThatExceptionOfType(ExternalTermException.class)
                .isThrownBy(() -> ExternalTermReader.read(bytes))
                .withMessageContaining("nested deeper than 256");
    }
}
