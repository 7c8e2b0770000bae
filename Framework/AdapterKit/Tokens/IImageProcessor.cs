namespace AdapterKit;

/// <summary>Turns image files into what a model reads, as its weights were trained: what a tokenizer is to texts.</summary>
/// <remarks>An implementation must be safe to call from several threads at once.</remarks>
public interface IImageProcessor
{
    /// <summary>
    /// How an image becomes pixels, in one line: processors that say the same compute the same. A bundle stores it, and is refused by a
    /// backbone that reads images otherwise.
    /// </summary>
    string Description { get; }

    /// <summary>Reads an image.</summary>
    /// <param name="content">The content of the file, read to its end; borrowed.</param>
    /// <param name="name">The name of the file, for messages.</param>
    /// <exception cref="ImageException">The content is no image that can be read.</exception>
    ImagePixels Read(Stream content, string name);
}
