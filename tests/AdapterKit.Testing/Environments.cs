namespace AdapterKit.Testing;

/// <summary>Where the tests run.</summary>
public static class Environments
{
    /// <summary>On a CI server everything must be there and nothing may be accepted.</summary>
    public static bool IsCI => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI"));
}
