#ifndef LIFEBOAT_CCURL_H
#define LIFEBOAT_CCURL_H

#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo take any type as their last argument, which Swift cannot call. Each
   function here passes one type. The parentheses keep curl's macros of the same name away. */

/* An option of type long. */
static inline CURLcode lb_curl_set_long(CURL *easy, CURLoption option, long value) {
    return (curl_easy_setopt)(easy, option, value);
}

/* An option of type curl_off_t. */
static inline CURLcode lb_curl_set_size(CURL *easy, CURLoption option, curl_off_t value) {
    return (curl_easy_setopt)(easy, option, value);
}

/* An option that is a text; curl copies it. NULL unsets it. */
static inline CURLcode lb_curl_set_text(CURL *easy, CURLoption option, const char *value) {
    return (curl_easy_setopt)(easy, option, value);
}

/* The request's header fields; curl does not copy the list. */
static inline CURLcode lb_curl_set_headers(CURL *easy, struct curl_slist *list) {
    return (curl_easy_setopt)(easy, CURLOPT_HTTPHEADER, list);
}

/* Where curl writes the reason of a failure: CURL_ERROR_SIZE bytes. */
static inline CURLcode lb_curl_set_error_buffer(CURL *easy, char *buffer) {
    return (curl_easy_setopt)(easy, CURLOPT_ERRORBUFFER, buffer);
}

typedef size_t (*lb_curl_bytes)(char *bytes, size_t size, size_t count, void *context);
typedef int (*lb_curl_seek)(void *context, curl_off_t offset, int origin);

/* Takes the body of the answer. */
static inline CURLcode lb_curl_on_body(CURL *easy, lb_curl_bytes callback, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_WRITEFUNCTION, callback);
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_WRITEDATA, context);
}

/* Takes each line of the answer's header. */
static inline CURLcode lb_curl_on_header(CURL *easy, lb_curl_bytes callback, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_HEADERFUNCTION, callback);
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_HEADERDATA, context);
}

/* Gives the body of the request. */
static inline CURLcode lb_curl_on_upload(CURL *easy, lb_curl_bytes callback, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_READFUNCTION, callback);
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_READDATA, context);
}

/* Goes back in the body of the request. */
static inline CURLcode lb_curl_on_seek(CURL *easy, lb_curl_seek callback, void *context) {
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_SEEKFUNCTION, callback);
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_SEEKDATA, context);
}

/* Only http and https, by the way that this version of curl has. */
static inline CURLcode lb_curl_allow_http_only(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    return code != CURLE_OK ? code : (curl_easy_setopt)(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    CURLcode code = (curl_easy_setopt)(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
    return code != CURLE_OK
        ? code
        : (curl_easy_setopt)(easy, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* A transfer that is given up does not wait for its name look-up; older versions of curl always wait. */
static inline CURLcode lb_curl_leave_lookups(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return (curl_easy_setopt)(easy, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)easy;
    return CURLE_OK;
#endif
}

/* An option of a multi handle of type long. */
static inline CURLMcode lb_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return (curl_multi_setopt)(multi, option, value);
}

/* A fact of type curl_off_t; 0 where there is none. */
static inline curl_off_t lb_curl_size(CURL *easy, CURLINFO info) {
    curl_off_t value = 0;
    return (curl_easy_getinfo)(easy, info, &value) == CURLE_OK ? value : 0;
}

/* A fact of type long; 0 where there is none. */
static inline long lb_curl_long(CURL *easy, CURLINFO info) {
    long value = 0;
    return (curl_easy_getinfo)(easy, info, &value) == CURLE_OK ? value : 0;
}

/* Whether a transfer of the multi handle is over; its result goes to `code`. */
static inline int lb_curl_finished(CURLM *multi, CURLcode *code) {
    int rest = 0;
    CURLMsg *message = curl_multi_info_read(multi, &rest);
    if (message == NULL || message->msg != CURLMSG_DONE) return 0;
    *code = message->data.result;
    return 1;
}

#endif
