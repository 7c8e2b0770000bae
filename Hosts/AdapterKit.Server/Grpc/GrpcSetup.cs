using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server.Grpc;

/// <summary>Adds the stream of rows, and the address at which HTTP/2 is spoken without TLS.</summary>
internal static class GrpcSetup
{
    private const string UrlKey = $"{ServerOptions.Section}:GrpcUrl";

    /// <summary>Adds it.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="urls">Where the server listens.</param>
    /// <returns>Where it listens, the address for HTTP/2 included.</returns>
    public static string AddStream(this WebApplicationBuilder builder, string urls)
    {
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<OpenStreams>().AddHostedService(provider => provider.GetRequiredService<OpenStreams>());
        builder.Services.AddOptions<global::Grpc.AspNetCore.Server.GrpcServiceOptions>().Configure<IOptions<ServerOptions>>(
            (grpc, server) => grpc.MaxReceiveMessageSize = (int)Math.Min(int.MaxValue, server.Value.MaxBodyBytes));
        if (builder.Configuration[UrlKey] is not { Length: > 0 } url)
            return urls;

        // Without TLS a connection cannot agree on a protocol: HTTP/2 has a port of its own.
        var port = BindingAddress.Parse(url).Port;
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint =>
        {
            if (endpoint.IPEndPoint?.Port == port)
                endpoint.Protocols = HttpProtocols.Http2;
        }));
        return $"{urls};{url}";
    }
}
