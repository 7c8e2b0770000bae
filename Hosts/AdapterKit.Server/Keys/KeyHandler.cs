using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>
/// Tells who asks by the key in <c>Authorization: Bearer</c> or <c>X-Api-Key</c>. Without any keys, whoever is on this machine may do
/// everything, and nobody else anything.
/// </summary>
internal sealed class KeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyRing keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Key";

    private const string Bearer = "Bearer ";
    private const string KeyHeader = "X-Api-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = SchemeNameOfHeader;
        return WriteAsync(StatusCodes.Status401Unauthorized, keys.IsEmpty
            ? "There are no keys, so that this server answers this machine alone. Configure keys to answer others."
            : $"The key is missing or unknown. Send it as 'Authorization: {Bearer}<key>'.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => WriteAsync(
        StatusCodes.Status403Forbidden, "The key does not open this. Ask for one with the scope that the documentation names.");

    private static string SchemeNameOfHeader => Bearer.TrimEnd();

    private AuthenticateResult Authenticate()
    {
        if (keys.IsEmpty)
            return IsLocal ? Succeed("local", Scope.All) : AuthenticateResult.NoResult();

        var header = Request.Headers.Authorization.ToString();
        var secret = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..]
            : Request.Headers[KeyHeader].ToString();
        if (secret.Length == 0)
            return AuthenticateResult.NoResult();

        return keys.Find(secret) is { } key ? Succeed(key.Name, [.. key.Scopes]) : AuthenticateResult.Fail("The key is unknown.");
    }

    // What a proxy on this machine passes on comes from elsewhere, and so does what a page of another site makes a browser send, even
    // if its name leads to this machine. A socket file and a server in this process have no address.
    private bool IsLocal =>
        (Context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !Request.Headers.ContainsKey("X-Forwarded-For") && !Request.Headers.ContainsKey("Forwarded")
        && IsOfThisMachine($"{Request.Scheme}://{Request.Host}")
        && Request.Headers.Origin.All(IsOfThisMachine);

    private static bool IsOfThisMachine(string? origin) => Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.IsLoopback;

    private static AuthenticateResult Succeed(string name, IReadOnlyList<string> scopes)
    {
        var claims = scopes.Select(scope => new Claim(Scope.ClaimType, scope)).Append(new Claim(ClaimTypes.Name, name));
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }

    private Task WriteAsync(int status, string detail) => Results.Problem(detail, statusCode: status).ExecuteAsync(Context);
}
