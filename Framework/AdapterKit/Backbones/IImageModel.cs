namespace AdapterKit;

/// <summary>A backbone that reads images rather than texts.</summary>
public interface IImageModel
{
    /// <summary>The width and height of an image.</summary>
    int ImageSize { get; }

    /// <summary>The number of colours.</summary>
    int Channels { get; }
}
