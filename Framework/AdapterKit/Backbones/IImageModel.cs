namespace AdapterKit;

/// <summary>A backbone that reads images rather than texts.</summary>
public interface IImageModel
{
    /// <summary>The width and height of an image.</summary>
    int ImageSize { get; }

    /// <summary>The number of colors.</summary>
    int Channels { get; }

    /// <summary>
    /// Reads image files as the weights were trained; <see langword="null"/> if nothing says how, so that pixels alone can be read.
    /// </summary>
    IImageProcessor? Processor { get; }
}
