[assembly: AdapterKit.BackboneLayout(AdapterKit.ArcticXs.Id, layers: 6, "attention", "feed_forward")]

namespace AdapterKit;

/// <summary>snowflake-arctic-embed-xs (Merrick et al. 2024), English: six layers of BERT, 384 wide, trained for retrieval.</summary>
public static class ArcticXs
{
    /// <summary>The backbone's id.</summary>
    public const string Id = "arctic-embed-xs";
}
