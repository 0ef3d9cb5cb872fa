#ifndef LIFEBOAT_CCURL_H
#define LIFEBOAT_CCURL_H
#include <curl/curl.h>
#endif
