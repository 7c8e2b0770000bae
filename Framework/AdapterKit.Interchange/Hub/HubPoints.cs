namespace AdapterKit.Interchange;

/// <summary>
/// What AdapterHub calls the attentions of a model. In an encoder-decoder it tells those of the encoder, those of the decoder and those to
/// the source apart; elsewhere there is one kind.
/// </summary>
internal static class HubPoints
{
    public const string Attention = "attention";
    public const string CrossAttention = "cross_attention";
    public const string FeedForward = "feed_forward";

    public const string EncoderPrefix = "encoder_prefix";
    public const string SelfPrefix = "self_prefix";
    public const string CrossPrefix = "cross_prefix";

    /// <summary>Whether a backbone has attention to a source.</summary>
    public static bool HasSource(Backbone backbone) => backbone is IEncoderDecoder;

    /// <summary>The points of the attentions whose products a configuration adapts together.</summary>
    public static IReadOnlyList<string> AttentionsOf(Backbone backbone) =>
        HasSource(backbone) ? [Attention, CrossAttention] : [Attention];

    /// <summary>The kind of an attention of an encoder-decoder.</summary>
    public static string PrefixOf(MemorySite site, Backbone backbone) =>
        site.Layer < backbone.Encoder.SourceLayers ? EncoderPrefix
        : site.Name.StartsWith(CrossAttention, StringComparison.Ordinal) ? CrossPrefix
        : SelfPrefix;

    /// <summary>The only kind of an encoder-decoder's attentions that a set has adapters at; null for several kinds.</summary>
    public static string? FindPrefix(AdapterSet set, Backbone backbone) =>
        backbone.Encoder.MemorySites.Where(set.Covers).Select(site => PrefixOf(site, backbone)).Distinct().ToList() is [var only]
            ? only
            : null;
}
