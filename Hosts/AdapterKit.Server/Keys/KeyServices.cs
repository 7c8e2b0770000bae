using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace AdapterKit.Server;

/// <summary>Adds authentication by keys, and a policy for each scope.</summary>
internal static class KeyServices
{
    public static IServiceCollection AddKeys(this IServiceCollection services)
    {
        // Authentication brings it along; there are no cookies, so that it shall write no keys of its own to the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthentication(KeyHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.SchemeName, configureOptions: null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in (string[])[Scope.Embed, Scope.Metrics, Scope.Admin])
            authorization.AddPolicy(scope, policy => policy.RequireClaim(Scope.ClaimType, scope));

        return services;
    }
}
