using System.Globalization;

namespace AdapterKit;

/// <summary>Options of <see cref="TokenRowsAdapter"/>.</summary>
public sealed record TokenRowsOptions : VariantOptions
{
    /// <summary>The ids of the tokens, separated by commas, such as <c>3,7,11</c>; none twice.</summary>
    public string Tokens { get; init; } = "0";

    /// <summary>Returns the ids.</summary>
    /// <exception cref="ArgumentException">The text is no list of ids, or names one twice.</exception>
    public IReadOnlyList<long> ReadTokens()
    {
        var tokens = new List<long>();
        foreach (var written in Tokens.Split(','))
        {
            if (!long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var token) || tokens.Contains(token))
            {
                throw new ArgumentException(
                    $"'{Tokens}' are no ids of tokens. Write different numbers with commas between them, such as 3,7,11.");
            }

            tokens.Add(token);
        }

        return tokens;
    }
}
