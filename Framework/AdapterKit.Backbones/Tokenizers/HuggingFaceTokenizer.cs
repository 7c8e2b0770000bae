using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tokenizers.DotNet;

namespace AdapterKit.Backbones;

/// <summary>A tokenizer that a <c>tokenizer.json</c> describes, run by the library of Hugging Face.</summary>
/// <remarks>
/// Texts get the special tokens of the model, such as <c>[CLS]</c> and <c>[SEP]</c>. The name of a special token in a text is ordinary
/// text, so that a text cannot end itself. The library is native; on systems other than Linux on x64, add the package
/// <c>Tokenizers.DotNet.runtime.…</c> of the system.
/// </remarks>
public sealed class HuggingFaceTokenizer : ITokenizer, IDisposable
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private readonly Tokenizer tokenizer;
    private readonly int leading;
    private readonly int trailing;
    private readonly int[] between;
    private readonly HashSet<int> special;

    private HuggingFaceTokenizer(Tokenizer tokenizer, int padId, int[]? between, bool splitsAtBlanks, HashSet<int> special)
    {
        (this.tokenizer, this.special) = (tokenizer, special);
        (PadId, SplitsAtBlanks) = (padId, splitsAtBlanks);
        var (one, none) = (Encode("a"), Encode(""));
        trailing = CountCommon(one.Reverse(), none.Reverse());
        leading = Math.Min(CountCommon(one, none), none.Length - trailing);
        this.between = between ?? one[^trailing..];
    }

    /// <inheritdoc />
    public int PadId { get; }

    /// <inheritdoc />
    public IReadOnlyList<int> EndIds { get; private init; } = [];

    /// <inheritdoc />
    /// <remarks>True if the description says so: a tokenizer may be described that finds its tokens in other ways.</remarks>
    public bool SplitsAtBlanks { get; }

    /// <summary>Opens a <c>tokenizer.json</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="endIds">The tokens with which a language model ends a text; none for other models.</param>
    /// <exception cref="BackboneException">The file is missing, malformed, or describes an unknown kind of tokenizer.</exception>
    public static HuggingFaceTokenizer Open(string path, int padId = 0, params IReadOnlyList<int> endIds)
    {
        try
        {
            return JsonNode.Parse(ModelFiles.Read(path), documentOptions: Strict) is JsonObject description
                ? Create(path, description, padId, endIds)
                : throw new BackboneException($"{path} is not a JSON object. Use the tokenizer.json that was published with the weights.");
        }
        catch (JsonException error)
        {
            throw new BackboneException($"{path} is not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>Creates the tokenizer of an uncased or cased BERT from its vocabulary.</summary>
    /// <param name="name">The name of the vocabulary, for messages.</param>
    /// <param name="vocabulary">The text of <c>vocab.txt</c>: one word piece per line, in the order of the ids.</param>
    /// <param name="options">How texts are normalized.</param>
    /// <param name="endIds">The tokens with which a language model ends a text; none for other models.</param>
    /// <exception cref="BackboneException">A special token is missing, or a word piece appears twice.</exception>
    public static HuggingFaceTokenizer FromWordPieces(
        string name, string vocabulary, WordPieceOptions options, params IReadOnlyList<int> endIds)
    {
        var description = WordPieceFile.Describe(name, vocabulary, options, out var padId);
        return Create(name, description, padId, endIds);
    }

    /// <summary>Creates the tokenizer of a GPT-2 from its vocabulary and merges.</summary>
    /// <param name="vocabularyPath">A <c>vocab.json</c>: the id of each token.</param>
    /// <param name="mergesPath">A <c>merges.txt</c>: a pair of tokens per line, in the order in which they are merged.</param>
    /// <param name="hasLeadingBlank">Whether a text is read as if a blank stood before it.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="endIds">The tokens with which a language model ends a text.</param>
    /// <exception cref="BackboneException">A file is missing or malformed.</exception>
    internal static HuggingFaceTokenizer FromBytePairs(
        string vocabularyPath, string mergesPath, bool hasLeadingBlank, int padId, IReadOnlyList<int> endIds) =>
        Create(mergesPath, BytePairFiles.Describe(vocabularyPath, mergesPath, hasLeadingBlank), padId, endIds);

    /// <inheritdoc />
    public int[] Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Encode(text);
    }

    /// <inheritdoc />
    public int[] Truncate(int[] ids, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var kept = Math.Min(trailing, maxTokens);
        return [.. ids[..(maxTokens - kept)], .. ids[^kept..]];
    }

    /// <inheritdoc />
    /// <returns>
    /// The tokens with the special tokens that the model joins pairs with, such as <c>[CLS]</c> first <c>[SEP]</c> second <c>[SEP]</c>.
    /// </returns>
    public TokenizedText TokenizePair(string first, string second, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var (one, other) = (this.TokenizeStart(first, maxTokens), this.TokenizeStart(second, maxTokens));
        return TokenPairs.Join(
            one[..leading], one[leading..^trailing], between, other[leading..^trailing], one[^trailing..], maxTokens);
    }

    /// <inheritdoc />
    public TokenizedText TokenizeWords(IReadOnlyList<string> words, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(words);
        var none = Encode("");

        // Models that mark the beginning of a word by the blank before it need that blank.
        return TokenWords.Join(
            none[..leading],
            words.Select((word, index) => (word, Encode(index == 0 ? word : " " + word)[leading..^trailing])),
            none[^trailing..],
            maxTokens);
    }

    /// <inheritdoc />
    public string TextOf(int id) => tokenizer.Decode([(uint)id]);

    /// <inheritdoc />
    /// <remarks>Special tokens are left out, as no text contains them.</remarks>
    public string Decode(IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return tokenizer.Decode([.. ids.Where(id => !special.Contains(id)).Select(id => (uint)id)]);
    }

    /// <summary>Releases the native tokenizer.</summary>
    public void Dispose() => tokenizer.Dispose();

    private static HuggingFaceTokenizer Create(string name, JsonObject description, int padId, IReadOnlyList<int> endIds)
    {
        description["truncation"] = null;
        description["padding"] = null;
        HashSet<int> special = [];
        if (description["added_tokens"] is JsonArray added)
        {
            // The library would find their names in texts.
            special = [.. added.Where(IsSpecial).Select(token => token?["id"]?.GetValue<int>()).OfType<int>()];
            added.RemoveAll(IsSpecial);
        }

        // The library reads files only.
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, description.ToJsonString());
            return new HuggingFaceTokenizer(
                new Tokenizer(file), padId, PairJoin.Read(description["post_processor"]), BlankSplitting.IsCertain(description), special)
            {
                EndIds = endIds,
            };
        }
        catch (TokenizerException error)
        {
            throw new BackboneException($"{name} cannot be read: {error.Message}", error);
        }
        catch (DllNotFoundException error)
        {
            throw new BackboneException(
                $"{name}: the native tokenizer library is missing. Add the package Tokenizers.DotNet.runtime for this system.", error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static bool IsSpecial(JsonNode? token) => token?["special"]?.GetValue<bool>() == true;

    private static int CountCommon(IEnumerable<int> one, IEnumerable<int> other) =>
        one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private int[] Encode(string text) => Array.ConvertAll(tokenizer.Encode(ReplaceLoneSurrogates(text)), id => (int)id);

    // The library refuses texts that are not valid UTF-16.
    private static string ReplaceLoneSurrogates(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;

            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

            index++;
        }

        return text;
    }
}
