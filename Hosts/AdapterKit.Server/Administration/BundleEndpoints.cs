using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Weights by content hash, for tasks whose code is served already.</summary>
internal static class BundleEndpoints
{
    public static void MapBundles(this IEndpointRouteBuilder routes)
    {
        var bundles = routes.MapGroup("/admin/bundles").RequireAuthorization(Scope.Admin).WithTags("Bundles");
        bundles.MapGet("", (BundleStore store) => store.All).ProducesProblem(404).WithSummary("The bundles that were sent.");
        bundles.MapGet("/{hash}", (string hash, BundleStore store) => store.Find(hash)).ProducesProblem(404).WithSummary("One bundle.");
        bundles.MapPut("/{hash}", PutAsync)
            .Accepts<Stream>("application/zip").Produces<AdminBundle>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413)
            .WithSummary("Keeps a ZIP archive of adapter.json and adapter.safetensors, whose bytes have that hash.");
        bundles.MapDelete("/{hash}", (string hash, Administration acts, ClaimsPrincipal user) => AdminEndpoints.NoContentOr404(
                acts.Delete(AdminEndpoints.NameOf(user), hash), $"There is no bundle {hash}."))
            .Produces(204).ProducesProblem(404).WithSummary("Forgets a bundle; what serves its weights goes on.");
        routes.MapPost("/admin/tasks/{task}/stage", Stage).RequireAuthorization(Scope.Admin).WithTags("Bundles")
            .Produces<IReadOnlyList<AdminPlugin>>().ProducesProblem(404).ProducesProblem(422)
            .WithSummary("Loads and tests other weights of a task, beside what is served.");
    }

    private static Task<AdminBundle> PutAsync(
        string hash,
        HttpContext context,
        Administration acts,
        IOptions<ServerOptions> options,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.Admin.MaxBundleBytes;

        return acts.PutAsync(AdminEndpoints.NameOf(user), hash, context.Request.Body, cancellationToken);
    }

    private static IResult Stage(string task, StageBundleRequest request, Administration acts, ClaimsPrincipal user)
    {
        var bundle = request.Bundle ?? throw new RequestException("Send the hash of a 'bundle'.");
        return AdminEndpoints.Conflicting(() => acts.StageBundle(AdminEndpoints.NameOf(user), task, bundle));
    }
}
