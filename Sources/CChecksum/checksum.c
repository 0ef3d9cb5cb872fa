#include "CChecksum.h"

#if defined(__x86_64__)

#include <immintrin.h>

// Folding as in Gopal, Ozturk, Guilford et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ
// Instruction" (Intel, 2009). Each constant is a power of x modulo the polynomial, reflected; the power is the
// distance over which a fold carries 64 bits.
#define FOLDING __attribute__((target("pclmul,sse4.1")))

FOLDING static inline __m128i load(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

// Carries the 128 bits of `x` over the distance of `by` and adds what stands there.
FOLDING static inline __m128i fold(__m128i x, __m128i by, __m128i there) {
    __m128i low = _mm_clmulepi64_si128(x, by, 0x00);
    __m128i high = _mm_clmulepi64_si128(x, by, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), there);
}

// Of 64 bytes or more, in sixteens. `state` is the complement of the checksum.
FOLDING static uint32_t by_folding(uint32_t state, const uint8_t *bytes, size_t count) {
    const __m128i by_64_bytes = _mm_set_epi64x(0x1C6E41596, 0x154442BD4);
    const __m128i by_16_bytes = _mm_set_epi64x(0x0CCAA009E, 0x1751997D0);
    const __m128i by_8_bytes = _mm_set_epi64x(0, 0x163CD6124);
    const __m128i polynomial = _mm_set_epi64x(0x1F7011641, 0x1DB710641);
    const __m128i low_words = _mm_set_epi32(0, -1, 0, -1);
    __m128i a = _mm_xor_si128(load(bytes), _mm_cvtsi32_si128((int)state));
    __m128i b = load(bytes + 16), c = load(bytes + 32), d = load(bytes + 48);
    for (bytes += 64, count -= 64; count >= 64; bytes += 64, count -= 64) {
        a = fold(a, by_64_bytes, load(bytes));
        b = fold(b, by_64_bytes, load(bytes + 16));
        c = fold(c, by_64_bytes, load(bytes + 32));
        d = fold(d, by_64_bytes, load(bytes + 48));
    }
    a = fold(fold(fold(a, by_16_bytes, b), by_16_bytes, c), by_16_bytes, d);
    for (; count >= 16; bytes += 16, count -= 16) a = fold(a, by_16_bytes, load(bytes));
    // From 128 bits to 64, and to 32 by Barrett's reduction.
    a = _mm_xor_si128(_mm_srli_si128(a, 8), _mm_clmulepi64_si128(a, by_16_bytes, 0x10));
    b = _mm_clmulepi64_si128(_mm_and_si128(a, low_words), by_8_bytes, 0x00);
    a = _mm_xor_si128(_mm_srli_si128(a, 4), b);
    b = _mm_clmulepi64_si128(_mm_and_si128(a, low_words), polynomial, 0x10);
    b = _mm_clmulepi64_si128(_mm_and_si128(b, low_words), polynomial, 0x00);
    return (uint32_t)_mm_extract_epi32(_mm_xor_si128(a, b), 1);
}

static int can_fold(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
}

size_t lb_crc32_fold(uint32_t *crc, const void *bytes, size_t count) {
    if (count < 64 || !can_fold()) return 0;
    size_t taken = count & ~(size_t)15;
    *crc = ~by_folding(~*crc, bytes, taken);
    return taken;
}

#else

size_t lb_crc32_fold(uint32_t *crc, const void *bytes, size_t count) {
    (void)crc, (void)bytes, (void)count;
    return 0;
}

#endif
