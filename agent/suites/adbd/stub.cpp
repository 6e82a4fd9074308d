// The parts of adbd that need Android: authentication, which is off here, and main, which listens on loopback.
#include "sysdeps.h"

#include <stdio.h>
#include <stdlib.h>

#include <string>
#include <thread>

#include "adb.h"
#include "adb_auth.h"
#include "adb_listeners.h"
#include "adb_utils.h"
#include "fdevent/fdevent.h"
#include "socket.h"
#include "sysdeps/network.h"
#include "transport.h"

bool auth_required = false;
void adbd_auth_init() {}
void adbd_auth_verified(atransport*) {}
void adbd_cloexec_auth_socket() {}
bool adbd_auth_verify(const char*, size_t, const std::string&, std::string*) { return true; }
void adbd_auth_confirm_key(atransport*) {}
void adbd_notify_framework_connected_key(atransport*) {}
void send_auth_request(atransport*) {}
void usb_init() {}

// No USB.
struct usb_handle;
void init_usb_transport(atransport*, usb_handle*) {}
std::string UsbNoPermissionsLongHelpText() { return {}; }
std::string UsbNoPermissionsShortHelpText() { return {}; }

// No virtual machine to debug.
asocket* create_jdwp_service_socket() { return nullptr; }
asocket* create_jdwp_tracker_service_socket() { return nullptr; }
unique_fd create_jdwp_connection_fd(int) { return {}; }

static void serve(int port) {
    std::string error;
    unique_fd server(network_loopback_server(port, SOCK_STREAM, &error, true));
    if (server < 0) {
        fprintf(stderr, "%s\n", error.c_str());
        exit(1);
    }
    while (true) {
        unique_fd fd(adb_socket_accept(server, nullptr, nullptr));
        if (fd < 0) continue;
        close_on_exec(fd.get());
        disable_tcp_nagle(fd.get());
        std::string name = "host-" + std::to_string(fd.get());
        register_socket_transport(std::move(fd), std::move(name), 0, 1,
                                  [](atransport*) { return ReconnectResult::Abort; });
    }
}

int main(int argc, char** argv) {
    if (argc != 2) return 2;
    signal(SIGPIPE, SIG_IGN);
    umask(0);
    adb_trace_init(argv);
    init_transport_registration();
    std::thread(serve, atoi(argv[1])).detach();
    fdevent_loop();
    return 0;
}
