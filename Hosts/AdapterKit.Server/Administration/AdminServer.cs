using System.Security.Claims;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>
/// The administration on a port of its own, with an application of its own: no request to the other port reaches any of it, whatever its
/// headers say.
/// </summary>
internal sealed class AdminServer(IOptions<ServerOptions> options, IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private WebApplication? application;
    private Administration? administration;

    /// <summary>Where it listens; empty while it is off.</summary>
    public IReadOnlyCollection<string> Addresses => (IReadOnlyCollection<string>?)application?.Services
        .GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.ToList() ?? [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Admin.Url is not { } url)
            return;

        administration = ActivatorUtilities.CreateInstance<Administration>(services);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls(url);
        builder.Services.AddSingleton(services.GetRequiredService<ILoggerFactory>());
        builder.Services.AddSingleton(services.GetRequiredService<KeyRing>());
        builder.Services.AddSingleton(administration);
        builder.Services.AddRoutingCore().AddProblemDetails().AddExceptionHandler<ErrorHandler>().AddKeys();
        application = builder.Build();
        application.UseExceptionHandler();
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
        Map(application.MapGroup("/admin").RequireAuthorization(Scope.Admin));
        await application.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (application is not null)
            await application.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (application is not null)
            await application.DisposeAsync();

        administration?.Dispose();
    }

    private static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/status", (Administration acts) => acts.Status);
        admin.MapPost("/stage", (Administration acts, ClaimsPrincipal user) => acts.Stage(NameOf(user)));
        admin.MapDelete("/stage", (Administration acts, ClaimsPrincipal user) =>
            NoContentOr404(acts.Discard(NameOf(user)), "Nothing is staged."));
        admin.MapPost("/activate", (Administration acts, ClaimsPrincipal user) => Conflicting(() => acts.Activate(NameOf(user))));
        admin.MapPost("/rollback", (Administration acts, ClaimsPrincipal user) => Conflicting(() => acts.Rollback(NameOf(user))));
        admin.MapPut("/tasks/{task}/quarantine", (string task, QuarantineRequest? request, Administration acts, ClaimsPrincipal user) =>
            acts.Quarantine(NameOf(user), task, request?.Reason));
        admin.MapDelete("/tasks/{task}/quarantine", (string task, Administration acts, ClaimsPrincipal user) =>
            NoContentOr404(acts.Release(NameOf(user), task), $"Task '{task}' is not quarantined."));
    }

    private static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "";

    private static IResult NoContentOr404(bool done, string otherwise) =>
        done ? Results.NoContent() : Results.Problem(otherwise, statusCode: StatusCodes.Status404NotFound);

    private static IResult Conflicting(Func<AdminStatus> act)
    {
        try
        {
            return Results.Ok(act());
        }
        catch (InvalidOperationException error)
        {
            return Results.Problem(error.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
