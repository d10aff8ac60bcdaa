package org.pgevidence.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work that other processors do meanwhile, started by one thread. Closing waits for all of it, so
 * that nothing is written any more once a fault is on its way.
 */
public final class Meanwhile implements AutoCloseable {
  /** No virtual ones: a program whose virtual threads used the network takes 0.3 s to end. */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());

  private final List<Later<?>> started = new ArrayList<>();

  /** The result of work that was started. */
  @FunctionalInterface
  public interface Later<T> {
    /**
     * Waits for it. A fault that the work met is thrown here as it is; an IOException as an
     * UncheckedIOException.
     */
    T get();
  }

  /** Starts work. */
  public <T> Later<T> start(Callable<T> work) {
    Future<T> future = threads.submit(work);
    Later<T> later = () -> get(future);
    started.add(later);
    return later;
  }

  /** Waits for all work, and throws the first fault that any of it met. */
  public void finish() {
    started.forEach(Later::get);
  }

  /** Interrupts what is still going on; its results are of no use any more. */
  public void cancel() {
    threads.shutdownNow();
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException fault -> throw new UncheckedIOException(fault);
        case RuntimeException fault -> throw fault;
        case Error fault -> throw fault;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
