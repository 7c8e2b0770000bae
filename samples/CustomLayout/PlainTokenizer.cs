using System.Text;
using AdapterKit;

namespace Samples.CustomLayout;

/// <summary>One token for each byte of the text.</summary>
public sealed class PlainTokenizer : ITokenizer
{
    /// <summary>The number of different token ids.</summary>
    public const int Size = 256;

    /// <inheritdoc />
    public int PadId => 0;

    /// <inheritdoc />
    public int[] Tokenize(string text) => [.. Encoding.UTF8.GetBytes(text).Select(value => (int)value)];
}
