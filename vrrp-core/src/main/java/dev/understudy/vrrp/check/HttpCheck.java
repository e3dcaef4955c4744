// SPDX-License-Identifier: Apache-2.0
package dev.understudy.vrrp.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Healthy when a GET is answered with a wanted status. Redirects are an answer and not followed, no proxy is used, the body is not read.
 *
 * <p>It speaks these two lines of HTTP itself: the JDK's clients keep threads or connections of their own, which cannot be ended with
 * the check.
 */
public final class HttpCheck implements Check {
    private static final int LONGEST_STATUS_LINE = 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})\\b.*");

    private final URI uri;
    private final int lowest;
    private final int highest;
    private final boolean tls;
    private final Connection connection;

    /** Creates a check that wants a status within 200..399. */
    public HttpCheck(URI uri) {
        this(uri, 200, 399);
    }

    /**
     * Creates a check.
     *
     * @param uri an absolute {@code http} or {@code https} URL with a host. Certificates are verified against the JVM's trust store.
     *     Looking up a name obeys no time limit: prefer addresses
     * @param lowest the lowest wanted status
     * @param highest the highest wanted status
     */
    public HttpCheck(URI uri, int lowest, int highest) {
        tls = "https".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !tls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("'" + uri + "' is not an http or https URL with a host");
        }
        if (lowest < 100 || highest < lowest || highest > 599) {
            throw new IllegalArgumentException("status " + lowest + ".." + highest + " is not a range within 100..599");
        }
        this.uri = URI.create(uri.toASCIIString());
        this.lowest = lowest;
        this.highest = highest;
        int standard = tls ? 443 : 80;
        connection = new Connection(host(), uri.getPort() < 0 ? standard : uri.getPort());
    }

    /** The host without an IPv6 address's brackets. */
    private String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public CheckResult attempt(Duration limit) {
        Connection.Deadline deadline = new Connection.Deadline(limit);
        try (Socket plain = connection.open(deadline);
                Socket socket = tls ? secured(plain, deadline) : plain) {
            socket.getOutputStream().write(request().getBytes(StandardCharsets.US_ASCII));
            return judge(statusLine(socket, deadline));
        } catch (IOException e) {
            return CheckResult.down("GET " + uri + ": " + CheckResult.of(e).detail());
        }
    }

    private Socket secured(Socket plain, Connection.Deadline deadline) throws IOException {
        plain.setSoTimeout(deadline.leftMillis());
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured = (SSLSocket) factory.createSocket(plain, host(), plain.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private String request() {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : '?' + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return "GET " + path + query + " HTTP/1.1\r\nHost: " + uri.getHost() + port
                + "\r\nUser-Agent: understudy\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    /** Reads the first line, each byte within what is left of the time: a server that drips does not prolong it. */
    private static String statusLine(Socket socket, Connection.Deadline deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_STATUS_LINE) {
            socket.setSoTimeout(deadline.leftMillis());
            int b = in.read();
            if (b < 0 || b == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) b);
        }
        return line.toString();
    }

    private CheckResult judge(String line) {
        Matcher status = STATUS.matcher(line);
        if (!status.matches()) {
            return CheckResult.down("GET " + uri + ": the answer is not HTTP/1");
        }
        int code = Integer.parseInt(status.group(1));
        return new CheckResult(code >= lowest && code <= highest, "GET " + uri + ": status " + code);
    }
}
