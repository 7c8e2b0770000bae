using System.Text.Json;
using Microsoft.Build.Framework;
using Task = Microsoft.Build.Utilities.Task;

namespace AdapterKit.Build;

/// <summary>Finds the packages that a plugin leaves out: those that the host shares, and those that only they need.</summary>
public sealed class FindSharedPackages : Task
{
    /// <summary>The restored packages: <c>project.assets.json</c>.</summary>
    [Required]
    public string AssetsFile { get; set; } = "";

    /// <summary>The framework that the plugin is built for, such as <c>net10.0</c>.</summary>
    [Required]
    public string TargetFramework { get; set; } = "";

    /// <summary>The packages that the host shares with its plugins; a trailing <c>*</c> stands for any end of a name.</summary>
    [Required]
    public string[] SharedPackages { get; set; } = [];

    /// <summary>The names of the packages and projects to leave out.</summary>
    [Output]
    public string[] Packages { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        try
        {
            using var assets = JsonDocument.Parse(File.ReadAllBytes(AssetsFile));
            Packages = Find(assets.RootElement);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException)
        {
            Log.LogErrorFromException(e);
        }
        return !Log.HasLoggedErrors;
    }

    private string[] Find(JsonElement assets)
    {
        var dependencies = assets.GetProperty("targets").GetProperty(TargetFramework).EnumerateObject().ToDictionary(
            package => package.Name[..package.Name.IndexOf('/', StringComparison.Ordinal)],
            package => package.Value.TryGetProperty("dependencies", out var needed)
                ? needed.EnumerateObject().Select(one => one.Name).ToArray()
                : [],
            StringComparer.OrdinalIgnoreCase);
        var roots = assets.GetProperty("projectFileDependencyGroups").GetProperty(TargetFramework).EnumerateArray()
            .Select(root => root.GetString()!.Split(' ')[0]);
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Stack<string>(roots);
        while (pending.TryPop(out var package))
        {
            if (SharedPackages.Any(shared => IsNamed(package, shared)) || !own.Add(package))
                continue;

            foreach (var needed in dependencies.GetValueOrDefault(package, []))
                pending.Push(needed);
        }

        return [.. dependencies.Keys.Where(package => !own.Contains(package))];
    }

    private static bool IsNamed(string package, string shared) => shared.EndsWith('*')
        ? package.StartsWith(shared[..^1], StringComparison.OrdinalIgnoreCase)
        : package.Equals(shared, StringComparison.OrdinalIgnoreCase);
}
