package dev.tributary.normalize.file;

/** Murmur3, x86, 32 bits, seed 0: the hash of Iceberg's bucket transform. */
final class Murmur3 {
    private Murmur3() {}

    static int hash(byte[] bytes) {
        int hash = 0;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int block = (bytes[i] & 0xFF)
                    | (bytes[i + 1] & 0xFF) << 8
                    | (bytes[i + 2] & 0xFF) << 16
                    | (bytes[i + 3] & 0xFF) << 24;
            hash = Integer.rotateLeft(hash ^ mix(block), 13) * 5 + 0xE6546B64;
        }
        int tail = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            tail = tail << 8 | (bytes[i] & 0xFF);
        }
        if (whole < bytes.length) {
            hash ^= mix(tail);
        }
        hash ^= bytes.length;
        hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
        return hash ^ hash >>> 16;
    }

    private static int mix(int block) {
        return Integer.rotateLeft(block * 0xCC9E2D51, 15) * 0x1B873593;
    }
}
