package dev.tributary.naming.digest;

/** SHAKE-128 of FIPS 202, which the JDK has only since version 25. */
public final class Shake128 {
    /** Bytes that one permutation takes in or gives out. */
    private static final int RATE = 168;

    private static final int ROUNDS = 24;
    private static final int[] ROTATIONS = {
        0, 1, 62, 28, 27, 36, 44, 6, 55, 20, 3, 10, 43, 25, 39, 41, 45, 15, 21, 8, 18, 2, 61, 56, 14
    };
    private static final long[] ROUND_CONSTANTS = roundConstants();

    private final long[] state = new long[25];

    private Shake128() {}

    /** The first bytes of the digest; a shorter digest is a prefix of a longer one. */
    public static byte[] digest(byte[] input, int length) {
        Shake128 sponge = new Shake128();
        sponge.absorb(input);
        return sponge.squeeze(length);
    }

    private void absorb(byte[] input) {
        int at = 0;
        for (byte b : input) {
            mix(at++, b);
            if (at == RATE) {
                permute();
                at = 0;
            }
        }
        mix(at, 0x1f);
        mix(RATE - 1, 0x80);
        permute();
    }

    private void mix(int at, int value) {
        state[at >>> 3] ^= (value & 0xffL) << ((at & 7) << 3);
    }

    private byte[] squeeze(int length) {
        byte[] digest = new byte[length];
        for (int i = 0; i < length; i++) {
            int at = i % RATE;
            if (at == 0 && i > 0) {
                permute();
            }
            digest[i] = (byte) (state[at >>> 3] >>> ((at & 7) << 3));
        }
        return digest;
    }

    /** Keccak-f[1600]: theta, rho with pi, chi and iota; lanes are numbered x + 5y. */
    private void permute() {
        long[] parity = new long[5];
        long[] moved = new long[25];
        for (int round = 0; round < ROUNDS; round++) {
            for (int x = 0; x < 5; x++) {
                parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
            }
            for (int i = 0; i < 25; i++) {
                int x = i % 5;
                int y = i / 5;
                long lane = state[i] ^ parity[(x + 4) % 5] ^ Long.rotateLeft(parity[(x + 1) % 5], 1);
                moved[y + 5 * ((2 * x + 3 * y) % 5)] = Long.rotateLeft(lane, ROTATIONS[i]);
            }
            for (int i = 0; i < 25; i++) {
                int row = i - i % 5;
                state[i] = moved[i] ^ (~moved[row + (i + 1) % 5] & moved[row + (i + 2) % 5]);
            }
            state[0] ^= ROUND_CONSTANTS[round];
        }
    }

    /** The constants are bits of the shift register x^8 + x^6 + x^5 + x^4 + 1 at the places 2^j - 1. */
    private static long[] roundConstants() {
        long[] constants = new long[ROUNDS];
        int register = 1;
        for (int round = 0; round < ROUNDS; round++) {
            for (int j = 0; j < 7; j++) {
                if ((register & 1) != 0) {
                    constants[round] |= 1L << ((1 << j) - 1);
                }
                register <<= 1;
                if ((register & 0x100) != 0) {
                    register ^= 0x171;
                }
            }
        }
        return constants;
    }
}
