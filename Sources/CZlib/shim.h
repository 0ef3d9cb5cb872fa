#ifndef LIFEBOAT_CZLIB_H
#define LIFEBOAT_CZLIB_H
#include <zlib.h>
#endif
