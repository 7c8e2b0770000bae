using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Says at the start what is wrong with the configuration.</summary>
internal sealed class ServerOptionsValidator : IValidateOptions<ServerOptions>
{
    private const int HashLength = 7 + 64;

    public ValidateOptionsResult Validate(string? name, ServerOptions options)
    {
        List<string> problems =
            [.. options.Keys.Index().SelectMany(key => FindProblems(key.Item, $"{ServerOptions.Section}:Keys:{key.Index}"))];
        if (options.Keys.CountBy(key => key.Hash).Any(key => key.Value > 1))
            problems.Add($"{ServerOptions.Section}:Keys has one key twice. Make another one.");
        if (options.Admin.Url is { } url && !Uri.TryCreate(url, UriKind.Absolute, out _))
            problems.Add($"{ServerOptions.Section}:Admin:Url is '{url}'. Write an address such as http://127.0.0.1:5081.");
        if (options.GrpcUrl is { } grpc && (!Uri.TryCreate(grpc, UriKind.Absolute, out var place) || place.Port == 0))
            problems.Add($"{ServerOptions.Section}:GrpcUrl is '{grpc}'. Write an address with a port, such as http://127.0.0.1:5082.");
        if (options.MaxRowsPerRequest < 1 || options.MaxBodyBytes < 1)
            problems.Add($"{ServerOptions.Section}:MaxRowsPerRequest and MaxBodyBytes must be positive.");

        if (options.MaxNewTokens < 1 || options.MaxBeams < 1)
            problems.Add($"{ServerOptions.Section}:MaxNewTokens and MaxBeams must be positive.");

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> FindProblems(KeyOptions key, string where)
    {
        if (key.Name.Length == 0)
            yield return $"{where}:Name is missing. Say who has the key.";
        if (key.Hash.Length != HashLength
            || !key.Hash.StartsWith("sha256:", StringComparison.Ordinal)
            || !key.Hash[7..].All(char.IsAsciiHexDigitLower))
        {
            yield return $"{where}:Hash is not 'sha256:' with 64 digits in lower case. Take the SHA-256 of the key, not the key.";
        }

        if (key.Scopes.FirstOrDefault(scope => !Scope.IsKnown(scope)) is { } unknown)
            yield return $"{where}:Scopes has '{unknown}'. Known: task:<id>, task:*, {Scope.Embed}, {Scope.Metrics}, {Scope.Admin}.";
        if (key.TokensPerSecond <= 0 || key.Burst <= 0)
            yield return $"{where}:TokensPerSecond and Burst must be positive. Leave them out for no limit.";
    }
}
