namespace AdapterKit.Npm.Tests;

public sealed class NpmMessageTests
{
    [Theory]
    [InlineData(
        """
        npm error code ENOTFOUND
        npm error syscall getaddrinfo
        npm error errno ENOTFOUND
        npm error network request to https://registry.example/it failed, reason: getaddrinfo ENOTFOUND registry.example
        npm error network This is a problem related to network connectivity.
        npm error network In most cases you are behind a proxy or have bad network settings.
        npm error network
        npm error A complete log of this run can be found in: /root/.npm/_logs/it.log
        """,
        "network request to https://registry.example/it failed, reason: getaddrinfo ENOTFOUND registry.example")]
    [InlineData(
        """
        npm ERR! code E404
        npm ERR! 404 Not Found - GET https://registry.example/it - Not found
        npm ERR! 404
        npm ERR! 404  'it@1.0.0' is not in this registry.
        """,
        "404 Not Found - GET https://registry.example/it - Not found")]
    [InlineData("Segmentation fault.", "Segmentation fault")]
    [InlineData("npm error code ENOSPC", "code ENOSPC")]
    [InlineData("", "it did not say why")]
    public void Its_telling_line_is_found(string message, string line) => Assert.Equal(line, NpmMessage.Summarize(message));
}
