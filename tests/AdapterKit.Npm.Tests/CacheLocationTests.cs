namespace AdapterKit.Npm.Tests;

public sealed class CacheLocationTests
{
    private static readonly string Home = Path.GetFullPath("/home-of-a-user");

    [Theory]
    [InlineData(null, null, false, ".cache/adapterkit")]
    [InlineData(null, "relative", false, ".cache/adapterkit")]
    [InlineData(null, null, true, "adapterkit")]
    public void It_is_in_the_users_cache_directory(string? chosen, string? xdg, bool windows, string expected) =>
        Assert.Equal(Path.Combine(Home, expected), Find(chosen, xdg, Home, windows));

    [Fact]
    public void An_absolute_xdg_cache_home_moves_it() =>
        Assert.Equal(Path.Combine(Path.GetFullPath("/xdg"), "adapterkit"), Find(null, Path.GetFullPath("/xdg"), Home, windows: false));

    [Fact]
    public void The_variable_of_AdapterKit_comes_first() =>
        Assert.Equal(Path.GetFullPath("mine"), Find("mine", "/xdg", Home, windows: false));

    [Fact]
    public void A_user_without_a_home_reads_which_variable_to_set()
    {
        var error = Assert.Throws<PackageException>(() => Find(null, null, "", false));
        Assert.Contains("ADAPTERKIT_CACHE", error.Message, StringComparison.Ordinal);
    }

    private static string Find(string? chosen, string? xdg, string home, bool windows) => CacheLocation.Find(
        name => name switch { "ADAPTERKIT_CACHE" => chosen, "XDG_CACHE_HOME" => xdg, _ => null }, home, windows);
}
