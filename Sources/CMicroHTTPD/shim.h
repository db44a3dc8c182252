#pragma once
#include <microhttpd.h>

// `MHD_start_daemon` is variadic, which Swift does not import. The socket listens already; one thread of the
// library's own answers, a bounded number of connections with bounded memory and time each.
static inline struct MHD_Daemon *start_http_daemon(
    int socket, MHD_AccessHandlerCallback answer, void *context, unsigned int connections,
    unsigned int timeout_seconds, size_t bytes_per_connection)
{
    return MHD_start_daemon(
        MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD, 0, 0, 0, answer, context,
        MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, timeout_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        bytes_per_connection, MHD_OPTION_END);
}
