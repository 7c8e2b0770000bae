using System.Text.RegularExpressions;

namespace AdapterKit.Npm;

/// <summary>What <c>npm</c> prints when it fails: a code, fields of the error, then advice, each line with a prefix.</summary>
internal static partial class NpmMessage
{
    private static readonly string[] Fields = ["code", "syscall", "errno", "path", "dest", "cwd"];

    [GeneratedRegex(@"^npm (error|ERR!) *", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix { get; }

    /// <summary>Returns the line that says what is wrong, without a full stop.</summary>
    public static string Summarize(string message)
    {
        var lines = message.Split('\n').Select(line => Prefix.Replace(line.Trim(), "")).Where(line => line.Length > 0).ToList();
        var telling = lines.FirstOrDefault(line => !Fields.Contains(line.Split(' ')[0]));
        return (telling ?? lines.FirstOrDefault() ?? "it did not say why").TrimEnd('.');
    }
}
