using System.Security.Claims;

namespace AdapterKit.Server;

/// <summary>What keys open.</summary>
internal static class Scope
{
    public const string Embed = "embed";
    public const string Metrics = "metrics";
    public const string Admin = "admin";
    public const string ClaimType = "scope";

    private const string AnyTask = "task:*";

    /// <summary>All of them, for whoever is on this machine while there are no keys.</summary>
    public static IReadOnlyList<string> All { get; } = [AnyTask, Embed, Metrics, Admin];

    public static bool IsKnown(string scope) =>
        All.Contains(scope) || (scope.StartsWith("task:", StringComparison.Ordinal) && scope.Length > 5);

    /// <summary>Whether somebody may use a task.</summary>
    public static bool MayUse(this ClaimsPrincipal user, string task) =>
        user.HasClaim(ClaimType, AnyTask) || user.HasClaim(ClaimType, $"task:{task}");
}
