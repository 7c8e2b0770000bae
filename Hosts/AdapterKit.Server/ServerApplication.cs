using AdapterKit.Backbones;
using AdapterKit.Hosting;
using AdapterKit.Server.Grpc;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using Scalar.AspNetCore;

namespace AdapterKit.Server;

/// <summary>The whole server.</summary>
internal static class ServerApplication
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const string Ready = "ready";

    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey];
        builder.WebHost.UseUrls(builder.AddStream(string.IsNullOrEmpty(urls) ? DefaultUrl : urls));

        AddServices(builder);
        var application = builder.Build();
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.UseAuthentication();
        application.UseAuthorization();
        Map(application);
        return application;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        services.AddSingleton(TimeProvider.System);
        services.AddAdapterKit(BackboneLoader.Load, _ => { });
        services.AddOptions<AdapterKitOptions>().Configure<IOptions<ServerOptions>>((host, server) => Configure(host, server.Value));
        services.AddAdapterKitDispatcher(provider => provider.GetRequiredService<IOptions<ServerOptions>>().Value.Dispatcher with
        {
            Embed = SentenceEmbeddings.EmbedSentences,
        });
        if (builder.Configuration.GetSection(ClusterSettings.Section).Exists())
            builder.AddCluster();

        services.AddSingleton<RequestRunner>().AddSingleton<GenerationRunner>().AddSingleton<TaskCatalog>().AddSingleton<KeyRing>()
            .AddSingleton<AuditLog>().AddSingleton<BundleStore>().AddSingleton<StatusReader>().AddSingleton<Administration>()
            .AddSingleton<AdminServer>();
        services.AddHostedService(provider => provider.GetRequiredService<AdminServer>());
        services.AddHostedService<NativeHeapTrimmer>();
        services.AddKeys();
        services.AddTaskTools();
        services.AddProblemDetails().AddExceptionHandler<ErrorHandler>();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddOpenApi("v1");
        services.AddHealthChecks().AddAdapterKit().AddCheck<ReadinessCheck>(Ready);
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(HostTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddPrometheusExporter());
        services.AddOptions<HostOptions>().Configure<IOptions<ServerOptions>>(
            (host, server) => host.ShutdownTimeout = server.Value.StopTimeout);
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerOptions>>((kestrel, server) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = server.Value.MaxBodyBytes;
        });
    }

    private static void Configure(AdapterKitOptions host, ServerOptions server)
    {
        foreach (var directory in server.Plugins.DefaultIfEmpty(Path.Combine(AppContext.BaseDirectory, "plugins")))
            host.Directories.Add(directory);

        host.Host = host.Host with
        {
            AllowedManifests = server.AllowedManifests.Count > 0 ? server.AllowedManifests.ToHashSet() : null,
            WatchInterval = server.WatchInterval,
            KeepsPrevious = server.Admin.Url is not null,
        };
    }

    private static void Map(WebApplication application)
    {
        application.MapTasks();
        application.MapGeneration();
        application.MapEmbeddings();
        application.MapTaskTools();
        application.MapGrpcService<PredictionService>().RequireAuthorization();
        application.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        application.MapHealthChecks("/health/ready");
        application.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(Scope.Metrics);
        application.MapOpenApi("/openapi/{documentName}.json");
        application.MapScalarApiReference("/docs", options => options.WithTitle("AdapterKit").DisableDefaultFonts());
        application.MapGet("/", () => Results.Redirect("/docs")).ExcludeFromDescription();
    }
}
