#ifndef LIFEBOAT_CEXPAT_H
#define LIFEBOAT_CEXPAT_H
#include <expat.h>
#endif
