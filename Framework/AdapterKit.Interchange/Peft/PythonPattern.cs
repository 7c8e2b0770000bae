using System.Text.RegularExpressions;

namespace AdapterKit.Interchange;

/// <summary>Regular expressions of published configurations, which Python evaluates.</summary>
internal static class PythonPattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>An expression that matches whole paths.</summary>
    /// <exception cref="InterchangeException">It is no expression, or one of Python alone.</exception>
    public static Regex WholeOf(string path, string key, string pattern)
    {
        try
        {
            return new Regex($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, Timeout);
        }
        catch (ArgumentException error)
        {
            throw new InterchangeException($"{path}: '{key}' has the expression '{pattern}', which cannot be read. {error.Message}", error);
        }
    }
}
