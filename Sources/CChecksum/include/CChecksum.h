#ifndef LIFEBOAT_CCHECKSUM_H
#define LIFEBOAT_CCHECKSUM_H

#include <stddef.h>
#include <stdint.h>

/// Takes `crc`, the CRC-32/ISO-HDLC (zip, PNG; polynomial 0x04C11DB7, reflected) of what came before, on over the
/// start of `bytes`, by carry-less multiplication. Returns how many bytes were taken: all but the last few, or none
/// where there are too few or the processor cannot.
size_t lb_crc32_fold(uint32_t *crc, const void *bytes, size_t count);

#endif
